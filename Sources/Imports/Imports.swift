// The floor's sources.
