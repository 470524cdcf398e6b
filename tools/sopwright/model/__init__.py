"""The handbook as frozen records: what the files say, before anyone judges or renders it."""
