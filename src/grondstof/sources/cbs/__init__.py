"""Statistics Netherlands: published figures on critical materials, and StatLine by OData."""
