variable "name" {
  type = string
}

variable "visibility_timeout" {
  type = number
}

variable "retention_seconds" {
  type = number
}

resource "aws_sqs_queue" "main" {
  name                       = "${var.name}-work"
  visibility_timeout_seconds = var.visibility_timeout
  message_retention_seconds  = var.retention_seconds
  delay_seconds              = 0
}
