"""The memory and the gate: snapshots, tables, lineage and editions."""
