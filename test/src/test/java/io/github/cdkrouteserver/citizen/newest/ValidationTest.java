package io.github.cdkrouteserver.citizen.newest;

import static io.github.cdkrouteserver.synth.Synth.app;
import static io.github.cdkrouteserver.synth.Synth.routeServer;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.sns.subscriptions.LambdaSubscription;

/** The lowest CDK does not look at templates by itself. */
class ValidationTest {
    @Test
    void topicThatInvokesAFunction_isNotTakenForSomethingElse() throws IOException {
        App app = app();
        Stack stack = new Stack(app, "Stack");
        Function function = Function.Builder.create(stack, "Function")
                .runtime(Runtime.PYTHON_3_13)
                .handler("index.handler")
                .code(Code.fromInline("def handler(event, context): pass"))
                .build();
        routeServer(stack, props -> props.snsNotificationsEnabled(true))
                .onBgpStatusChange("ToFunction", new LambdaSubscription(function));

        String report = Files.readString(Path.of(app.synth().getDirectory(), "validation-report.json"));

        assertThat(report)
                .contains("\"violations\": []", "\"acknowledgedId\": \"CloudFormation-Validate::W3664\"")
                .contains("is the ARN of its SNS topic");
    }
}
