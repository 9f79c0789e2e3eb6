package io.github.cdkrouteserver.localaws.ec2;

/** Receives what route servers publish: stands for SNS. */
@FunctionalInterface
public interface BgpEventListener {
    /**
     * Receives a message.
     *
     * @param event the message
     */
    void publish(BgpEvent event);
}
