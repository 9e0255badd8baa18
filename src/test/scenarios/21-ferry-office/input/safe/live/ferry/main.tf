resource "aws_sns_topic" "delays" {
  name         = "ferry-delays"
  display_name = "Delays of the ferry"
}

resource "aws_cloudwatch_log_group" "office" {
  name              = "/ferry/office"
  retention_in_days = 90
}

resource "aws_ssm_parameter" "limit" {
  name  = "/ferry/limit"
  type  = "String"
  value = "250"
}

resource "aws_cloudwatch_log_group" "quay" {
  name              = "/ferry/quay"
  retention_in_days = 30
}
