"""What keeps a catalogue from being published (errors), and what its facts show (findings). Pure."""
