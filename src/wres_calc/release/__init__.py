"""What of a report may be public: its counts as one release, and the figures that rest on a hidden one withheld."""
