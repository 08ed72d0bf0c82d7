"""The shared language: materials, stages, territories, codes, units and tables."""
