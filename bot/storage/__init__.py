"""What is kept between two runs: in one SQLite file, or in PostgreSQL for those who run several processes.

`store.open_store` opens it. Nothing is imported here, as the libraries take long to import.
"""
