variable "partner_key" {
  type      = string
  sensitive = true
}

variable "ink_password" {
  type      = string
  sensitive = true
}

output "partner_key" {
  value     = var.partner_key
  sensitive = true
}
