"""The pages: each module reads what was asked for, has it done, and hands what came of it to its template."""
