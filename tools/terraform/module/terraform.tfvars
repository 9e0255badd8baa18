environment     = "prod"
database_class  = "db.t3.large" # grown for the spring sale
alarm_threshold = 70
