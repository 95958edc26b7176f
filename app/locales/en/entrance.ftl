error-busy-heading = Too many people are logging in right now
error-busy-text = Press the button again in a few seconds. Everything saved before is still there.
