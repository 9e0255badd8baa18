terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }

  backend "local" {}
}

provider "aws" {
  region            = var.region
  s3_use_path_style = true

  # only a server on loopback answers here, and it checks nothing of these
  skip_credentials_validation = true
  skip_metadata_api_check     = true
}
