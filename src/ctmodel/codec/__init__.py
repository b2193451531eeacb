"""Structure and unstructure objects without loss, driven by one table per class.

The code is independent of any registry. Each format has its tables in its own package, such as
:mod:`ctmodel.formats.ctgov_v2`.
"""
