locals {
  # each line of the works has a table of its jobs and keeps its log
  lines = {
    proofs = { writes = 5, months = 1 }
    books  = { writes = 10, months = 2 }
  }
}

module "line" {
  source   = "./line"
  for_each = local.lines

  name   = each.key
  writes = each.value.writes
  keep   = each.value.months * 30
}

resource "aws_ssm_parameter" "partner" {
  name        = "/print/partner-key"
  description = "Key of the bindery's interface"
  type        = "SecureString"
  value       = var.partner_key
}

resource "aws_secretsmanager_secret" "ink" {
  name        = "print/ink"
  description = "Account at the ink supplier"
}

resource "aws_secretsmanager_secret_version" "ink" {
  secret_id     = aws_secretsmanager_secret.ink.id
  secret_string = jsonencode({ username = "print", password = var.ink_password })
}
