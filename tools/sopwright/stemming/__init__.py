"""Words without their endings, in each language: for the search, and for terms in translations."""
