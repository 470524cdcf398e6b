"""The evidence pack: all that proves one document's approval, for an auditor who has ssh-keygen and sha256sum."""
