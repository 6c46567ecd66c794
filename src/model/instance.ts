/** One item of EC2's DescribeInstanceTopology (ec2-hyperpod §2.1). */
export interface Instance {
  readonly id: string;
  readonly type?: string;
  /** Network nodes above the instance, layer 1 (top) first; EC2 knows at most 4. Empty when nothing is known. */
  readonly networkNodes: readonly string[];
  readonly groupName?: string;
  readonly availabilityZone?: string;
  readonly zoneId?: string;
  /** UltraServers only. */
  readonly capacityBlockId?: string;
  /** UltraServer (NVLink domain; elsewhere: accelerator domain), known from Kubernetes labels and models only. */
  readonly ultraServerId?: string;
  /** Part of that domain which is closer still, where there is one: topograph's accelerator sub-domain. */
  readonly subDomainId?: string;
  /** Name of the Kubernetes node, where it is known. */
  readonly nodeName?: string;
}

/** One item of EC2's DescribeCapacityReservationTopology: capacity whose place is known before it is launched. */
export interface CapacityReservation {
  readonly id: string;
  readonly instanceType?: string;
  /** A prefix of the paths that its instances will have. */
  readonly networkNodes: readonly string[];
  readonly state?: string;
  readonly groupName?: string;
  readonly availabilityZone?: string;
  readonly zoneId?: string;
  readonly capacityBlockId?: string;
}
