package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdkrouteserver.localaws.lambda.LocalLambda;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * CloudFormation on one machine: stacks of real templates, with custom resources, rollback and clean-up.
 *
 * <p>An operation on a stack returns when it has ended; operations on different stacks may run at the same time. The
 * native route-server types, functions, roles and subscriptions do something; every other type exists on paper.
 */
public final class LocalCloudFormation implements AutoCloseable {
    private final String region;
    private final String accountId;
    private final String partition;
    private final EventLog events;
    private final Engine engine;
    private final CustomResources customResources;
    private final ResponseServer responses;
    private final LocalSns sns = new LocalSns();
    private final Exports exports = new Exports();
    private final Map<String, Stack> stacks = new ConcurrentHashMap<>();
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "local-cloudformation");
        thread.setDaemon(true);
        return thread;
    });

    private LocalCloudFormation(Builder builder) {
        region = builder.region;
        accountId = builder.accountId;
        partition = builder.partition;
        events = new EventLog(builder.listeners);
        responses = new ResponseServer(executor);
        customResources = new CustomResources(builder.functions, responses, builder.patience);
        Map<String, ResourceProvider> providers = providers(builder);
        ResourceProvider generic = new GenericResources();
        engine = new Engine(
                events,
                executor,
                type -> CustomResources.isCustom(type) ? customResources : providers.getOrDefault(type, generic),
                exports,
                Map.copyOf(builder.ssm),
                builder.rollbackId);
    }

    private Map<String, ResourceProvider> providers(Builder builder) {
        Map<String, ResourceProvider> providers = new HashMap<>();
        IamResources iam = new IamResources(builder.roles);
        IamResources.types().forEach(type -> providers.put(type, iam));
        SnsResources topics = new SnsResources(sns);
        SnsResources.types().forEach(type -> providers.put(type, topics));
        if (builder.lambda != null) {
            FunctionResources functions = new FunctionResources(builder.lambda, iam);
            FunctionResources.types().forEach(type -> providers.put(type, functions));
        }
        if (builder.ec2 != null) {
            NetworkResources network = new NetworkResources(builder.ec2);
            NetworkResources.types().forEach(type -> providers.put(type, network));
            providers.put("AWS::EC2::RouteServer", new NativeRouteServer(builder.ec2));
            providers.put("AWS::EC2::RouteServerAssociation", new NativeAssociation(builder.ec2));
            providers.put("AWS::EC2::RouteServerEndpoint", new NativeEndpoint(builder.ec2));
            providers.put("AWS::EC2::RouteServerPeer", new NativePeer(builder.ec2));
            providers.put("AWS::EC2::RouteServerPropagation", new NativePropagation(builder.ec2));
        }
        return providers;
    }

    /** Starts the configuration of a CloudFormation. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Creates the stack, or updates it where it exists.
     *
     * @throws TemplateException where the template itself is wrong, so that nothing was begun
     */
    public StackResult deploy(String stackName, StackTemplate template) throws InterruptedException {
        Stack present = stacks.get(stackName);
        if (present == null) {
            return create(stackName, template);
        }
        if (!present.status.matches("(CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT|IMPORT_ROLLBACK)_COMPLETE")) {
            throw new TemplateException("Stack:" + present.identity.stackId() + " is in " + present.status
                    + " state and can not be updated.");
        }
        // As the CDK CLI does, a parameter keeps its value unless a new one is given.
        Map<String, String> parameters = new HashMap<>(present.source.parameters());
        parameters
                .keySet()
                .removeIf(name -> !template.template().path("Parameters").has(name));
        parameters.putAll(template.parameters());
        StackTemplate target = new StackTemplate(template.template(), parameters, template.assets());
        if (target.template().equals(present.source.template())
                && target.parameters().equals(present.source.parameters())) {
            return new StackResult(stackName, present.status, Map.copyOf(present.outputs), "");
        }
        return new StackUpdate(engine, present, target).run();
    }

    /** Creates a stack. */
    public StackResult create(String stackName, StackTemplate template) throws InterruptedException {
        String stackId = "arn:%s:cloudformation:%s:%s:stack/%s/%s"
                .formatted(partition, region, accountId, stackName, UUID.randomUUID());
        Stack stack = new Stack(new StackIdentity(stackName, stackId, region, accountId, partition), template);
        if (stacks.putIfAbsent(stackName, stack) != null) {
            throw new TemplateException("Stack [" + stackName + "] already exists");
        }
        try {
            return new StackCreation(engine, stack).run();
        } catch (TemplateException e) {
            stacks.remove(stackName);
            throw e;
        }
    }

    /**
     * Takes native resources that exist into a stack, which must not be changed otherwise.
     *
     * @param identifiers what to import as which logical id: the values that identify each resource, by property
     * @throws TemplateException where CloudFormation would not begin
     */
    public StackResult importResources(
            String stackName, StackTemplate template, Map<String, Map<String, String>> identifiers)
            throws InterruptedException {
        Stack stack = stacks.get(stackName);
        if (stack == null) {
            throw new TemplateException("Stack [" + stackName + "] does not exist");
        }
        return new StackImport(
                        engine,
                        stack,
                        template,
                        identifiers,
                        (type, physicalId) -> stacks.values().stream()
                                .flatMap(other -> other.resources.values().stream())
                                .anyMatch(resource -> resource.type().equals(type)
                                        && resource.physicalId().equals(physicalId)))
                .run();
    }

    /** Deletes a stack; one that does not exist is deleted. */
    public StackResult delete(String stackName) throws InterruptedException {
        Stack stack = stacks.get(stackName);
        if (stack == null) {
            return new StackResult(stackName, "DELETE_COMPLETE", Map.of(), "");
        }
        for (String name : exports.of(stackName).keySet()) {
            for (Stack other : stacks.values()) {
                if (other != stack && other.imports.contains(name)) {
                    throw new TemplateException(
                            "Export " + name + " cannot be deleted as it is in use by " + other.identity.name());
                }
            }
        }
        StackResult result = new StackDeletion(engine, stack).run();
        if (result.succeeded()) {
            stacks.remove(stackName);
        }
        return result;
    }

    /** Returns whether there is a stack of that name. */
    public boolean exists(String stackName) {
        return stacks.containsKey(stackName);
    }

    /** Returns the events of every stack so far, oldest first. */
    public List<StackEvent> events() {
        return events.all();
    }

    /** Returns the physical id of a resource, or null where the stack has none of that logical id. */
    public String physicalId(String stackName, String logicalId) {
        Stack stack = stacks.get(stackName);
        StackResource resource = stack == null ? null : stack.resources.get(logicalId);
        return resource == null ? null : resource.physicalId();
    }

    /** Returns the properties of all resources of a type by their logical ids, all functions evaluated. */
    public Map<String, JsonNode> properties(String stackName, String type) {
        Map<String, JsonNode> properties = new TreeMap<>();
        Stack stack = stacks.get(stackName);
        if (stack != null) {
            stack.resources.values().stream()
                    .filter(resource -> resource.type().equals(type))
                    .forEach(resource -> properties.put(
                            resource.logicalId(), resource.properties().deepCopy()));
        }
        return properties;
    }

    /** Returns every request to a custom resource so far, with its answers, oldest first. */
    public List<CustomResourceExchange> exchanges() {
        return customResources.exchanges();
    }

    /** Sets how requests reach custom resources from now on. */
    public void delivery(DeliveryHook hook) {
        customResources.delivery(hook);
    }

    /** Sets what goes wrong with each answer from now on; the supplier returns null where nothing does. */
    public void answerFaults(Supplier<PutFault> faults) {
        responses.faults(faults);
    }

    /** Returns the SNS that templates subscribe at. */
    public LocalSns sns() {
        return sns;
    }

    /** Stops the response server. What a stack made stays. */
    @Override
    public void close() {
        responses.close();
        executor.shutdownNow();
    }

    /** Builds a {@link LocalCloudFormation}. */
    public static final class Builder {
        private final List<Consumer<StackEvent>> listeners = new ArrayList<>();
        private final Map<String, String> ssm = new HashMap<>();
        private String region = "us-east-1";
        private String accountId = "123456789012";
        private String partition = "aws";
        private CustomResourceFunctions functions;
        private LocalLambda lambda;
        private Ec2Access ec2;
        private RoleCredentials roles = RoleCredentials.none();
        private UnaryOperator<Duration> patience = UnaryOperator.identity();
        private RollbackId rollbackId = RollbackId.NEW;

        private Builder() {
            functions = (token, event) -> {
                throw new IllegalArgumentException("nothing to invoke: " + token);
            };
        }

        /** Sets the Region. Default: {@code us-east-1}. */
        public Builder region(String value) {
            region = value;
            return this;
        }

        /** Sets the account. Default: {@code 123456789012}. */
        public Builder accountId(String value) {
            accountId = value;
            return this;
        }

        /** Sets the partition. Default: {@code aws}. */
        public Builder partition(String value) {
            partition = value;
            return this;
        }

        /** Sets where functions of templates run, and what service tokens invoke. */
        public Builder lambda(LocalLambda value) {
            lambda = value;
            functions = (token, event) -> value.function(token).invokeAsync(event);
            return this;
        }

        /** Sets what service tokens invoke in place of functions of templates. */
        public Builder functions(CustomResourceFunctions value) {
            functions = value;
            return this;
        }

        /** Sets the EC2 that native resources live in. Default: none; they exist on paper. */
        public Builder ec2(Ec2Access value) {
            ec2 = value;
            return this;
        }

        /** Sets who issues the credentials of roles. Default: credentials without rights. */
        public Builder roles(RoleCredentials value) {
            roles = value;
            return this;
        }

        /** Sets the value of a Systems Manager parameter. */
        public Builder ssmParameter(String name, String value) {
            ssm.put(name, value);
            return this;
        }

        /** Adds a listener that hears of each event as it happens. */
        public Builder listener(Consumer<StackEvent> value) {
            listeners.add(value);
            return this;
        }

        /** Sets what becomes of a custom resource's timeout, so that a test need not wait for it. */
        public Builder patience(UnaryOperator<Duration> value) {
            patience = value;
            return this;
        }

        /** Sets which physical id the rollback of a completed replacement carries. Default: the new one. */
        public Builder rollbackId(RollbackId value) {
            rollbackId = value;
            return this;
        }

        /** Returns the CloudFormation. */
        public LocalCloudFormation build() {
            return new LocalCloudFormation(this);
        }
    }
}
