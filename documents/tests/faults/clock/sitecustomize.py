"""Puts the clock of a Python process off by CLOCK_OFF seconds: it lies on the PYTHONPATH of one."""

import os
import time

import time_machine

time_machine.travel(time.time() + float(os.environ["CLOCK_OFF"]), tick=True).start()
