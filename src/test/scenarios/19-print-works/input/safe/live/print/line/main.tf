variable "name" {
  type = string
}

variable "writes" {
  type = number
}

variable "keep" {
  type = number
}

resource "aws_dynamodb_table" "jobs" {
  name           = "print-${var.name}"
  billing_mode   = "PROVISIONED"
  read_capacity  = 5
  write_capacity = var.writes
  hash_key       = "job"

  attribute {
    name = "job"
    type = "S"
  }
}

resource "aws_cloudwatch_log_group" "jobs" {
  name              = "/print/${var.name}"
  retention_in_days = var.keep
}
