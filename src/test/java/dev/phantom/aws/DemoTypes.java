package dev.phantom.aws;

import java.util.List;

/// The resource types of the demo's stack.
public final class DemoTypes {

    public static final List<String> ALL = List.of(
            "AWS::AutoScaling::AutoScalingGroup",
            "AWS::AutoScaling::ScalingPolicy",
            "AWS::EC2::Instance",
            "AWS::EC2::LaunchTemplate",
            "AWS::EC2::SecurityGroup",
            "AWS::IAM::Policy",
            "AWS::IAM::Role",
            "AWS::Lambda::Function",
            "AWS::Logs::LogGroup",
            "AWS::RDS::DBInstance",
            "AWS::S3::Bucket",
            "AWS::SNS::Topic",
            "AWS::SQS::Queue");

    private DemoTypes() {}
}
