"""Search for inputs that break something: `nox -s fuzz`. Not part of the gate; what it finds is kept in `corpus`."""
