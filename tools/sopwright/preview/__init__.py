"""The live preview: any page of any edition, made when it is asked for, from the files as they are being written."""
