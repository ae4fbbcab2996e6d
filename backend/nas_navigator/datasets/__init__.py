"""Images to learn from: loaders, splits, and a torch-free `catalogue` of what there is.

Files are read and downloaded by `registry.load` alone; everything else is pure. A new data set is its numbers in
`about`, a module with a `load` function, and a line each in `catalogue` and `registry`.
"""
