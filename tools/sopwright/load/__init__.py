"""Files become a handbook and the faults found on the way."""
