"""`python -m wres_calc`: the command, where scripts cannot be put on the path."""

from wres_calc.cli.app import main

if __name__ == "__main__":
    main()
