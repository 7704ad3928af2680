"""One file a version. What is here once shipped is never changed: a database may stand at any of them."""
