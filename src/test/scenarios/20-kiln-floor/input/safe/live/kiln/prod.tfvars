# the sizes of the works; the workshop goes with the defaults
planner_type = "m5.large"
