"""What is measured of candidates: the catalogue of objectives (data, torch-free) and their measuring."""
