stage       = "prod"
cart_writes = 60 # twice what the load test of July asked for
