variable "region" {
  type    = string
  default = "us-east-1"
}

variable "environment" {
  type = string
}

# Days that messages stay in the queues.
variable "retention_days" {
  type    = number
  default = 4
}

variable "partner_key" {
  type      = string
  sensitive = true
}

variable "alarm_threshold" {
  type    = number
  default = 80
}
