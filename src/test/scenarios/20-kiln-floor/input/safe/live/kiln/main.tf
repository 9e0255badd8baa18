resource "aws_vpc" "floor" {
  cidr_block = "10.60.0.0/16"
}

resource "aws_subnet" "floor" {
  vpc_id     = aws_vpc.floor.id
  cidr_block = "10.60.1.0/24"
}

# Plans which piece goes into which kiln, every quarter of an hour.
resource "aws_instance" "planner" {
  ami           = "ami-12c6146b"
  instance_type = var.planner_type
  subnet_id     = aws_subnet.floor.id

  tags = {
    Name = "kiln-planner"
  }
}
