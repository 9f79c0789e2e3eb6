package io.github.cdkrouteserver.benchmark;

import java.util.List;
import java.util.Map;

/** Says how EC2 answers a call. */
@FunctionalInterface
interface Ec2Script {
    /** A server is there at once, and everything else succeeds. */
    Ec2Script WILLING = (event, call, form, tags) -> Reply.ok(
            form.get("Action"),
            switch (form.get("Action")) {
                case "DescribeRouteServers" ->
                    "<routeServerSet>"
                            + (form.containsKey("RouteServerId.1")
                                    ? "<item>" + server("available", tags) + "</item>"
                                    : "")
                            + "</routeServerSet>";
                case "CreateRouteServer" -> "<routeServer>" + server("pending", tags) + "</routeServer>";
                case "ModifyRouteServer" -> "<routeServer>" + server("modifying", tags) + "</routeServer>";
                case "DeleteRouteServer" -> "<routeServer>" + server("deleting", tags) + "</routeServer>";
                default -> "<return>true</return>";
            });

    /**
     * Answers a call.
     *
     * @param event which event is being handled, from 0
     * @param call which call this is since the event, from 0
     * @param form its parameters
     * @param tags the tags that the last server was created with, as XML
     * @return the answer
     */
    Reply reply(int event, int call, Map<String, String> form, List<String> tags);

    /** What comes back. */
    record Reply(int status, String type, String body) {
        private static final String XML = "text/xml;charset=UTF-8";

        /** No answer at all: the connection breaks. */
        static final Reply NONE = new Reply(0, "", "");

        static Reply ok(String action, String content) {
            return new Reply(
                    200,
                    XML,
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + action
                            + "Response xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">"
                            + "<requestId>59dbff89-35bd-4eac-99ed-be587EXAMPLE</requestId>" + content + "</" + action
                            + "Response>");
        }

        static Reply error(int status, String code, String message) {
            return new Reply(
                    status,
                    XML,
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response><Errors><Error><Code>" + code
                            + "</Code><Message>" + message
                            + "</Message></Error></Errors><RequestID>59dbff89-35bd-4eac-99ed-be587EXAMPLE</RequestID>"
                            + "</Response>");
        }
    }

    private static String server(String state, List<String> tags) {
        return "<routeServerId>rs-0123456789abcdef0</routeServerId><amazonSideAsn>65001</amazonSideAsn><state>"
                + state + "</state><tagSet>" + String.join("", tags)
                + "</tagSet><persistRoutesState>disabled</persistRoutesState>"
                + "<snsNotificationsEnabled>true</snsNotificationsEnabled>"
                + "<snsTopicArn>arn:aws:sns:eu-central-1:123456789012:rs-0123456789abcdef0</snsTopicArn>";
    }
}
