"""Templates that a study can start from: each module builds one from parameters and says so in `ENTRY`."""
