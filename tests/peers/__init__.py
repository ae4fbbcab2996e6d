"""Comparisons with other engines, which are no dependencies of ours: `environment` installs them apart."""
