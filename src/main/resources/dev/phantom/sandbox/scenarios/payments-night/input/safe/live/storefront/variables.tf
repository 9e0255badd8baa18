variable "stage" {
  type = string
}

variable "network" {
  type    = string
  default = "10.40.0.0/16"
}

# Writes a second that the carts take. A development table needs next to none.
variable "cart_writes" {
  type    = number
  default = 5
}
