"""The engine of codecs: from one table a class, structure and unstructure, losing nothing.

It knows no registry. A format's own package holds its tables; see :mod:`ctmodel.formats.ctgov_v2`.
"""
