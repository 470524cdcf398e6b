"""Who somebody is, as the company's sign-in tells."""
