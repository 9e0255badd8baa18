variable "planner_type" {
  type    = string
  default = "t3.small"
}
