variable "delay" {
  type = number
}

resource "aws_sns_topic" "jobs" {
  name         = "jobs"
  display_name = "delay ${var.delay}"
}
