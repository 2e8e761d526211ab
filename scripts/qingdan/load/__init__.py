"""From files that passed the gate to a `Catalogue`. Pure: no disk, no clock."""
