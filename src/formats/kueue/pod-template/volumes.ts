import * as z from 'zod';
import {
  always,
  flag,
  int32,
  int64,
  listMap,
  object,
  quantities,
  quantity,
  text,
  textMap,
  texts,
} from '../../api-server/crd-schema.ts';
import { labelSelector } from '../label-selector.ts';
import { coreObject, plainFlag, plainInt32, pointerText } from './core-object.ts';
import { embeddedMetadata } from './embedded-metadata.ts';
import { fieldRef, localReference, resourceFieldRef } from './sources.ts';

const files = z.array(coreObject({ key: text, path: text }, { mode: int32() }));
const downwardFiles = z.array(coreObject({ path: text }, { fieldRef, mode: int32(), resourceFieldRef }));
const configMap = { name: text.default('') };
const configMapOptionals = { items: files, optional: flag };

const claimTemplate = coreObject(
  {
    spec: object(
      {},
      {
        accessModes: texts,
        dataSource: coreObject({ kind: text, name: text }, { apiGroup: always(pointerText, null) }),
        dataSourceRef: coreObject(
          { kind: text, name: text },
          { apiGroup: always(pointerText, null), namespace: pointerText },
        ),
        resources: always(object({}, { limits: quantities, requests: quantities }), {}),
        selector: labelSelector,
        storageClassName: pointerText,
        volumeAttributesClassName: pointerText,
        volumeMode: pointerText,
        volumeName: text,
      },
    ),
  },
  { metadata: always(embeddedMetadata, {}) },
);

const projectedSource = object(
  {},
  {
    clusterTrustBundle: coreObject(
      { path: text },
      { labelSelector, name: pointerText, optional: flag, signerName: pointerText },
    ),
    configMap: object(configMap, configMapOptionals),
    downwardAPI: object({}, { items: downwardFiles }),
    podCertificate: object(
      { keyType: text, signerName: text },
      {
        certificateChainPath: text,
        credentialBundlePath: text,
        keyPath: text,
        maxExpirationSeconds: int32(),
        userAnnotations: textMap,
      },
    ),
    secret: object(configMap, configMapOptionals),
    serviceAccountToken: coreObject({ path: text }, { audience: text, expirationSeconds: int64() }),
  },
);

/** Volumes that are still in use. */
const current = {
  configMap: object(configMap, { ...configMapOptionals, defaultMode: int32() }),
  csi: coreObject(
    { driver: text },
    { fsType: pointerText, nodePublishSecretRef: localReference, readOnly: flag, volumeAttributes: textMap },
  ),
  downwardAPI: object({}, { defaultMode: int32(), items: downwardFiles }),
  emptyDir: object({}, { medium: text, sizeLimit: quantity }),
  ephemeral: object({}, { volumeClaimTemplate: claimTemplate }),
  fc: object({}, { fsType: text, lun: int32(), readOnly: plainFlag, targetWWNs: texts, wwids: texts }),
  hostPath: coreObject({ path: text }, { type: pointerText }),
  image: object({}, { pullPolicy: text, reference: text }),
  iscsi: coreObject(
    { iqn: text, iscsiInterface: text.default('default'), lun: int32(), targetPortal: text },
    {
      chapAuthDiscovery: plainFlag,
      chapAuthSession: plainFlag,
      fsType: text,
      initiatorName: pointerText,
      portals: texts,
      readOnly: plainFlag,
      secretRef: localReference,
    },
  ),
  nfs: coreObject({ path: text, server: text }, { readOnly: plainFlag }),
  persistentVolumeClaim: coreObject({ claimName: text }, { readOnly: plainFlag }),
  projected: object({}, { defaultMode: int32(), sources: always(z.array(projectedSource), null) }),
  secret: object({}, { ...configMapOptionals, defaultMode: int32(), secretName: text }),
};

/** Volumes of one storage system, which drivers have replaced. */
const replaced = {
  awsElasticBlockStore: coreObject({ volumeID: text }, { fsType: text, partition: plainInt32, readOnly: plainFlag }),
  azureDisk: coreObject(
    { diskName: text, diskURI: text, fsType: pointerText.default('ext4'), readOnly: flag.default(false) },
    { cachingMode: pointerText, kind: pointerText },
  ),
  azureFile: coreObject({ secretName: text, shareName: text }, { readOnly: plainFlag }),
  cephfs: object(
    { monitors: always(texts, null) },
    { path: text, readOnly: plainFlag, secretFile: text, secretRef: localReference, user: text },
  ),
  cinder: coreObject({ volumeID: text }, { fsType: text, readOnly: plainFlag, secretRef: localReference }),
  flexVolume: coreObject(
    { driver: text },
    { fsType: text, options: textMap, readOnly: plainFlag, secretRef: localReference },
  ),
  flocker: object({}, { datasetName: text, datasetUUID: text }),
  gcePersistentDisk: coreObject({ pdName: text }, { fsType: text, partition: plainInt32, readOnly: plainFlag }),
  gitRepo: coreObject({ repository: text }, { directory: text, revision: text }),
  glusterfs: coreObject({ endpoints: text, path: text }, { readOnly: plainFlag }),
  photonPersistentDisk: coreObject({ pdID: text }, { fsType: text }),
  portworxVolume: coreObject({ volumeID: text }, { fsType: text, readOnly: plainFlag }),
  quobyte: coreObject({ registry: text, volume: text }, { group: text, readOnly: plainFlag, tenant: text, user: text }),
  rbd: coreObject(
    {
      image: text,
      keyring: text.default('/etc/ceph/keyring'),
      monitors: texts,
      pool: text.default('rbd'),
      user: text.default('admin'),
    },
    { fsType: text, readOnly: plainFlag, secretRef: localReference },
  ),
  scaleIO: object(
    {
      fsType: text.default('xfs'),
      gateway: always(text),
      secretRef: always(localReference, null),
      storageMode: text.default('ThinProvisioned'),
      system: always(text),
    },
    { protectionDomain: text, readOnly: plainFlag, sslEnabled: plainFlag, storagePool: text, volumeName: text },
  ),
  storageos: object(
    {},
    { fsType: text, readOnly: plainFlag, secretRef: localReference, volumeName: text, volumeNamespace: text },
  ),
  vsphereVolume: coreObject({ volumePath: text }, { fsType: text, storagePolicyID: text, storagePolicyName: text }),
};

/** Schema of a pod's `volumes`. */
export const volumes: z.ZodType = listMap(coreObject({ name: text }, { ...current, ...replaced }));
