"""Reports of what changed between versions of studies, as ``ctmodel diff`` writes them."""
