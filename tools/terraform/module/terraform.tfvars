environment     = "prod"
alarm_threshold = 70 # since the spring sale
