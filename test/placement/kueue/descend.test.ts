import { describe, expect, it } from 'vitest';
import { ask, askGroup, clusterOf, place } from '../make-cluster.ts';

/** Each would come out differently without the oddity of Kueue that its name tells (kueue-tas §20, 1 to 6). */
describe('on the way down', () => {
  it('children of all chosen racks are pooled: for 7 host c of 5 and b of 2, where racks sharing 5 and 2 gave a, b and c', () => {
    expect(place('b/r1/a=3 b/r1/b=2 b/r2/c=5', '7 preferred rack')).toBe('b:2 c:5');
  });

  it('below the slice level small hosts are filled first, also under best fit: 1, 2, and 1 of 3; not 3 and 1', () => {
    expect(place('b/r/a=3 b/r/b=2 b/r/c=1', '4 required block slices rack*4')).toBe('a:1 b:2 c:1');
  });

  it('and the last domain is still the tightest: after 1, of 5, 3 and 4 the one of 3 for the last 3', () => {
    expect(place('b/r/a=5 b/r/b=3 b/r/c=1 b/r/d=4', '4 required block slices rack*4')).toBe('b:3 c:1');
  });

  it('inner slices are counted after sorting by pods: c with one slice goes first, not a with all three', () => {
    expect(place('b/r/a=6 b/r/b=4 b/r/c=2', '6 required block slices rack*6,host*2')).toBe('b:4 c:2');
  });

  it('from the slice level down every rack keeps its share: 4 and 4, although host c could take all 8', () => {
    expect(place('b/r1/a=5 b/r2/c=7', '8 required block slices rack*4')).toBe('a:4 c:4');
  });

  it('at the slice level itself racks come with most slices first: 2 of r2, then for the last the tightest, r1', () => {
    expect(place('b/r1/a=5 b/r2/c=9 b/r3/d=6', '12 required block slices rack*4')).toBe('a:4 c:8');
  });

  it('of equal slices the rack with fewer pods is taken, under both algorithms', () => {
    expect(place('b/r1/a=5 b/r2/b=4', '4 required rack slices rack*2')).toBe('b:4');
    expect(place('b1/r/a=5 b2/r/b=4', '4 slices block*2')).toBe('b:4');
  });

  it('of equals the first by whole path, not by host name, is taken and listed first', () => {
    expect(place('b/r1/z=2 b/r2/a=2', '2 unconstrained')).toBe('z:2');
    expect(place('b/r1/z=2 b/r2/a=2', '4 unconstrained')).toBe('z:2 a:2');
  });

  it('the leader goes where it costs least, here b: on a it would leave 2 + 2 for 5 workers', () => {
    expect(place('b/r/a=4 b/r/b=2.5', askGroup('5 required rack', 1.5))).toBe('workers a:4 b:1 | leader b:1');
  });

  // No block has room for all, so the empty ones come first under least free: b1 for the leader, then b2, c and d. Of
  // their racks, pooled, r2 and r3 have fewer pods than r1, and r2 takes the leader.
  it('blocks without room for a slice are used on the way, and their racks may take the leader', () => {
    const cluster = 'b1/r1/x=2 b2/r2/y=1 b2/r3/z=1 b3/r4/c=3 b4/r5/d=3';
    expect(place(cluster, askGroup('6 slices host*3', 1))).toBe('workers c:3 d:3 | leader y:1');
  });

  it('pods that fill no whole slice get no place: 6 of 7', () => {
    expect(place('b/r/a=9', '7 required rack slices host*2')).toBe('a:6');
    expect(place('b/r/a=9', '1 required rack slices host*2')).toBe('(none)');
  });

  it('empty hosts are passed and not listed', () => {
    expect(place('b/r/a=0 b/r/b=2 b/r/c=3', '4 unconstrained')).toBe('b:2 c:2');
  });

  it('slices on inner levels bind all levels between: 4 in one rack, 4 in each of its subs', () => {
    const cluster = clusterOf('b/r/s1/a=3 b/r/s1/b=3 b/r/s2/c=2 b/r/s2/d=3', {
      levels: ['block', 'rack', 'sub', 'kubernetes.io/hostname'],
    });
    // Without inner layers the rack has 11 pods; in whole fours per sub it has 4 + 4.
    expect(place(cluster, '8 required block slices rack*8,sub*4')).toBe('a:3 b:1 c:2 d:2');
    expect(place(cluster, ask('12 required block slices rack*4,sub*4'))).toBe(
      'topology "t" doesn\'t allow to fit; 2/3 slice(s) fit on level rack; 2/3 slice(s) fit on level sub',
    );
  });
});
