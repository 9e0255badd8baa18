locals {
  name = "storefront-${var.stage}"
  tags = { team = "payments", env = var.stage }

  # days; the worker's are asked for in disputes
  log_retention = {
    web    = 30
    worker = 60
  }
}

resource "aws_vpc" "main" {
  cidr_block = var.network
  tags       = merge(local.tags, { Name = local.name })
}

resource "aws_security_group" "search" {
  name        = "${local.name}-search"
  description = "Search nodes of the storefront"
  vpc_id      = aws_vpc.main.id

  ingress {
    description = "the application"
    from_port   = 9200
    to_port     = 9200
    protocol    = "tcp"
    cidr_blocks = [var.network]
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }

  tags = local.tags
}

resource "aws_dynamodb_table" "carts" {
  name           = "${local.name}-carts"
  billing_mode   = "PROVISIONED"
  read_capacity  = 40
  write_capacity = var.cart_writes
  hash_key       = "cart"

  attribute {
    name = "cart"
    type = "S"
  }

  tags = local.tags

  lifecycle {
    ignore_changes = [read_capacity] # Application Auto Scaling sets it
  }
}

resource "aws_cloudwatch_log_group" "service" {
  for_each = local.log_retention

  name              = "/storefront/${each.key}"
  retention_in_days = each.value
  tags              = local.tags
}
