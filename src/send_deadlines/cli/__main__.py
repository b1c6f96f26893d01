"""``python -m send_deadlines.cli`` is ``send-deadlines``."""

from send_deadlines.cli import main

if __name__ == "__main__":
    main()
