"""Images to learn from: loaders, splits, and a torch-free `catalogue` of what there is.

Files are read and downloaded by `registry.load` alone; everything else is pure. A new data set is a module
with its numbers and a `load` function, named in `catalogue` and `registry`.
"""
