locals {
  name = "orders-${var.environment}"

  log_retention = {
    api    = 30
    worker = 14
  }

  tags = {
    Team        = "orders"
    Environment = var.environment
  }
}

# --- network

resource "aws_vpc" "main" {
  cidr_block           = "10.20.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true
  tags                 = merge(local.tags, { Name = local.name })
}

resource "aws_subnet" "app" {
  vpc_id                  = aws_vpc.main.id
  cidr_block              = "10.20.1.0/24"
  map_public_ip_on_launch = false
  tags                    = local.tags
}

resource "aws_security_group" "app" {
  name        = "${local.name}-app"
  description = "The order service"
  vpc_id      = aws_vpc.main.id

  ingress {
    description = "HTTPS from the network"
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.20.0.0/16"]
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }

  tags = local.tags
}

resource "aws_instance" "bastion" {
  ami                    = "ami-12c6146b"
  instance_type          = "t3.small"
  subnet_id              = aws_subnet.app.id
  vpc_security_group_ids = [aws_security_group.app.id]

  tags = {
    Name = "${local.name}-bastion"
    Team = "orders"
  }
}

# --- messages

module "queue" {
  source = "./queue"

  name               = local.name
  visibility_timeout = 60
  retention_seconds  = var.retention_days * 86400
}

resource "aws_sns_topic" "alerts" {
  name         = "${local.name}-alerts"
  display_name = "Orders"
}

resource "aws_kinesis_stream" "events" {
  name             = "${local.name}-events"
  shard_count      = 1
  retention_period = 24
}

# --- data

resource "aws_dynamodb_table" "orders" {
  name           = local.name
  billing_mode   = "PROVISIONED"
  read_capacity  = 5
  write_capacity = 5
  hash_key       = "id"

  attribute {
    name = "id"
    type = "S"
  }

  tags = local.tags
}

resource "aws_s3_bucket" "archive" {
  bucket = "${local.name}-archive"
}

resource "aws_s3_bucket_versioning" "archive" {
  bucket = aws_s3_bucket.archive.id

  versioning_configuration {
    status = "Enabled"
  }
}

# --- access and keys

resource "aws_iam_role" "service" {
  name                 = "${local.name}-service"
  max_session_duration = 3600

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ec2.amazonaws.com" }
    }]
  })
}

resource "aws_iam_policy" "read" {
  name = "${local.name}-read"

  policy = <<-POLICY
    {
      "Version": "2012-10-17",
      "Statement": [
        {"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "arn:aws:s3:::orders-prod-archive/*"}
      ]
    }
  POLICY
}

resource "aws_kms_key" "data" {
  description         = "Data of the orders"
  enable_key_rotation = true
}

resource "aws_secretsmanager_secret" "partner" {
  name        = "${local.name}-partner"
  description = "Key of the partner's interface"
}

resource "aws_ssm_parameter" "limit" {
  name  = "/${local.name}/limit"
  type  = "String"
  value = "250"
}

resource "aws_ssm_parameter" "partner_key" {
  name  = "/${local.name}/partner-key"
  type  = "SecureString"
  value = var.partner_key
}

# --- observation

resource "aws_cloudwatch_log_group" "service" {
  for_each = local.log_retention

  name              = "/${local.name}/${each.key}"
  retention_in_days = each.value
}

resource "aws_cloudwatch_metric_alarm" "cpu" {
  alarm_name          = "${local.name}-cpu"
  namespace           = "AWS/EC2"
  metric_name         = "CPUUtilization"
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 3
  threshold           = var.alarm_threshold
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { InstanceId = aws_instance.bastion.id }
}

resource "aws_ecr_repository" "service" {
  name                 = local.name
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }
}
