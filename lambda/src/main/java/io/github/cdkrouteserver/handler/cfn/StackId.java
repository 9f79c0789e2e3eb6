package io.github.cdkrouteserver.handler.cfn;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ARN of a CloudFormation stack.
 *
 * @param arn the ARN
 * @param partition its partition
 * @param region its Region
 * @param account its account
 */
public record StackId(String arn, String partition, String region, String account) {
    private static final Pattern FORM = Pattern.compile(
            "arn:(aws[a-z-]{0,20}):cloudformation:([a-z0-9-]{1,40}):([0-9]{12}):stack/[A-Za-z0-9-]{1,128}/[A-Za-z0-9-]{1,64}");
    private static final Pattern FUNCTION =
            Pattern.compile("arn:(aws[a-z-]{0,20}):lambda:([a-z0-9-]{1,40}):([0-9]{12}):function:.+");

    static StackId parse(String arn) {
        Matcher matcher = FORM.matcher(arn);
        if (!matcher.matches()) {
            throw new InvalidRequestException("StackId is not the ARN of a CloudFormation stack");
        }
        return new StackId(arn, matcher.group(1), matcher.group(2), matcher.group(3));
    }

    /**
     * Tells whether the stack is where a function runs.
     *
     * @param functionArn ARN of the function
     * @return false where partition, Region or account differ; true where the function does not say
     */
    boolean isBeside(String functionArn) {
        Matcher matcher = FUNCTION.matcher(functionArn);
        return !matcher.matches()
                || (matcher.group(1).equals(partition)
                        && matcher.group(2).equals(region)
                        && matcher.group(3).equals(account));
    }
}
